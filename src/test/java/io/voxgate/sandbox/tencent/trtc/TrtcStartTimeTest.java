package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** 647/108515, read 2026-11: DescribeAIConversation answers {@code "StartTime": "2025-04-24 16:15:48.076648"}. */
final class TrtcStartTimeTest {
    @Test
    void theStartIsWrittenInChinasTimeWithoutAZone() {
        TrtcBench bench = new TrtcBench();
        String taskId = bench.started("room-1");

        assertThat(bench.task("DescribeAIConversation", taskId)
                        .path("StartTime")
                        .textValue())
                .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}");
    }
}
