package io.voxgate.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The simulated vendors behind one address: gives each request to the vendor it speaks to. */
public final class Sandbox {
    private static final Logger LOG = System.getLogger(Sandbox.class.getName());

    private final List<Simulator> simulators;
    private final Supplier<String> ids;

    public Sandbox(List<Simulator> simulators, Supplier<String> ids) {
        this.simulators = List.copyOf(simulators);
        this.ids = ids;
    }

    /** Whether this head is one of a call to some vendor, and not of anything else at the same address. */
    public boolean recognises(SandboxRequest head) {
        return simulators.stream().anyMatch(simulator -> simulator.recognises(head));
    }

    public SandboxReply handle(SandboxRequest request) {
        Optional<Simulator> vendor = simulators.stream()
                .filter(simulator -> simulator.handles(request))
                .findFirst();
        try {
            return vendor.map(simulator -> simulator.handle(request)).orElseGet(() -> unknown(request));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A simulator failed", e);
            return new SandboxReply.ReplyWithBody(500, Map.of(), new byte[0], Duration.ZERO);
        }
    }

    private SandboxReply unknown(SandboxRequest request) {
        boolean tencent =
                request.headers().keySet().stream().anyMatch(name -> name.regionMatches(true, 0, "X-TC-", 0, 5));
        return tencent ? unknownTencent() : unknownAlibaba();
    }

    private SandboxReply unknownTencent() {
        ObjectNode body = SandboxJson.object();
        ObjectNode response = body.putObject("Response");
        response.putObject("Error")
                .put("Code", "NoSuchVersion")
                .put("Message", "No simulated product has this X-TC-Version.");
        response.put("RequestId", ids.get());
        return json(200, body);
    }

    private SandboxReply unknownAlibaba() {
        ObjectNode body = SandboxJson.object().put("RequestId", ids.get()).put("HostId", "rtc.aliyuncs.com");
        return json(
                400, body.put("Code", "InvalidVersion").put("Message", "Specified parameter Version is not valid."));
    }

    private static SandboxReply json(int status, ObjectNode body) {
        return new SandboxReply.ReplyWithBody(
                status, Map.of("Content-Type", "application/json"), SandboxJson.write(body), Duration.ZERO);
    }
}
