package io.voxgate.attack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** H7: many sessions at a vendor that starts them at once and tells their state only after 9.5 seconds. */
final class SlowVendorAttack implements Attack {
    private static final int SESSIONS = 160;
    private static final Duration DELAY = Duration.ofMillis(9500);
    private static final String AGENT = """
            {"greeting":{"mode":"static","text":"Hello"},"tts":{"provider":"platform","voice":"longxiaoxia"},
             "llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"gpt-4o-mini","credentialRef":"llm"}}""";

    private Optional<LoopbackServer> vendor = Optional.empty();

    @Override
    public String name() {
        return "slow-vendor";
    }

    @Override
    public String purpose() {
        return "H7: 160 sessions and more at a vendor that tells their state after 9.5 seconds";
    }

    @Override
    public AttackBounds bounds() {
        return AttackBounds.cheap().cpuMillis(150).databaseCpuMillis(80);
    }

    @Override
    public boolean watchesSessions() {
        return true;
    }

    @Override
    public void prepare(AttackTarget target) {
        LoopbackServer opened = LoopbackServer.open(SlowVendorAttack::answer);
        vendor = Optional.of(opened);
        target.client().must(WireRequest.json("PUT", "/v1/connections/slow", target.bearer("admin"), """
                {"vendor":"alibaba-rtc","endpoint":"%s","settings":{"appId":"slow%d","templateId":"tpl-1"},
                 "credentials":{"accessKeyId":"LTAIslow","accessKeySecret":"accessKeySecretOfTests01",\
                "appKey":"appKeyOfTheTests01"}}""".formatted(
                        opened.url(), target.tenant().app())));
    }

    private static void answer(HttpExchange exchange, LoopbackServer server) throws IOException {
        if ("GetAgent".equals(exchange.getRequestHeaders().getFirst("x-acs-action"))) {
            for (long left = DELAY.toMillis(); left > 0 && server.isOpen(); left -= 100) {
                Pauses.of(Duration.ofMillis(100));
            }
            LoopbackServer.json(exchange, "{\"RequestId\":\"r\",\"Status\":\"2\"}");
        } else {
            LoopbackServer.json(exchange, "{\"RequestId\":\"r\"}");
        }
    }

    @Override
    public void once(AttackTarget target, AttackTally tally) {
        for (int i = 0; i < SESSIONS && target.goesOn(); i++) {
            byte[] start = target.start(
                    "slow",
                    AGENT,
                    "{\"type\":\"room\",\"roomId\":\"room-" + System.nanoTime() + "\",\"userId\":\"user_1\"}");
            tally.count(start, target.client().exchange(start));
        }
        target.pause(Duration.ofSeconds(3));
    }

    /** The rest of the time the looks go on by themselves. */
    @Override
    public void keepOn(AttackTarget target, AttackTally tally) {
        once(target, tally);
        once(target, tally);
        target.pause(Duration.ofHours(1));
    }

    @Override
    public void end() {
        vendor.ifPresent(LoopbackServer::close);
    }
}
