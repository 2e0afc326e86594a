package io.voxgate.bench;

import io.voxgate.attack.WireRequest;
import io.voxgate.json.Json;

/** What a hop passes on: a vendor's start of about one kilobyte. */
final class PeerWork {
    static final LoadWork START = new FixedWork(
            WireRequest.of("POST", "/")
                    .header("X-TC-Action", "StartAIConversation")
                    .body(Json.write(BenchmarkTenants.agent("您好，李女士，请问您想预约哪个科室？")))
                    .bytes(),
            "task-");

    private PeerWork() {}
}
