package io.voxgate.bench;

import io.voxgate.attack.ProcessMeter;
import io.voxgate.attack.WireRequest;
import io.voxgate.replicas.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Another gateway that translates: Portkey makes an OpenAI request one of Anthropic's, and the answer back. */
final class PortkeyGateway implements AutoCloseable {
    private static final String PACKAGE = "@portkey-ai/gateway@1.15.2";
    private static final Path HOME = BenchmarkReport.HOME.resolve("portkey").toAbsolutePath();
    private static final Path SERVER = HOME.resolve("node_modules/@portkey-ai/gateway/build/start-server.js");
    private static final String CHAT = """
            {"model":"m","max_tokens":100,"messages":[{"role":"system","content":"You are the friendly voice of a \
            hospital's appointment desk. Answer briefly, in the caller's language, and never give medical advice. \
            您是医院预约台的语音助手。请用简短的句子回答，先确认来电者的姓名和想看的科室，再提供三个可以预约的时间。"},\
            {"role":"user","content":"您好，我想预约明天上午的内科。"},{"role":"assistant","content":"好的，请问您贵姓？"},\
            {"role":"user","content":"我姓李。"}]}""";

    private final int port = Ports.free();
    private final ChildProcess process;
    private final StubPeer peer;

    private PortkeyGateway(StubPeer peer) {
        this.peer = peer;
        process = ChildProcess.serve(
                List.of("node", SERVER.toString(), "--headless", "--port=" + port), HOME.resolve("portkey.log"));
        Reachable.await(port, Duration.ofSeconds(30));
    }

    /** @throws RuntimeException when it cannot be installed or does not start */
    static PortkeyGateway open(StubPeer peer) {
        if (!Files.exists(SERVER)) {
            ChildProcess.output(
                    List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", HOME.toString(), PACKAGE),
                    Duration.ofMinutes(3));
        }
        return new PortkeyGateway(peer);
    }

    int port() {
        return port;
    }

    double cpuSeconds() {
        return new ProcessMeter(process.pid()).cpuSeconds();
    }

    /** Chats, each of which must come back translated. */
    LoadWork work() {
        byte[] request = WireRequest.of("POST", "/v1/chat/completions")
                .header("Authorization", "Bearer sk-of-a-benchmark-01")
                .header("x-portkey-provider", "anthropic")
                .header("x-portkey-custom-host", peer.url() + "/v1")
                .body(CHAT)
                .bytes();
        return new FixedWork(request, "\"choices\"");
    }

    @Override
    public void close() {
        process.close();
    }
}
