package io.voxgate.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.adapter.HttpCall;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Measures calls and logs them, without their content. */
final class CallRecorder {
    private static final Logger LOG = Logger.getLogger(CallRecorder.class);

    private final MeterRegistry meters;

    CallRecorder(MeterRegistry meters) {
        this.meters = meters;
    }

    SendResult recorded(String vendor, HttpCall call, Supplier<SendResult> sending) {
        long began = System.nanoTime();
        SendResult sent = sending.get();
        String outcome = switch (sent) {
            case SendResult.VendorReply _ -> "reply";
            case SendResult.NotSent _ -> "notSent";
            case SendResult.PermitExpired _ -> "permitExpired";
            case SendResult.Broken _ -> "broken";
        };
        long took = System.nanoTime() - began;
        meters.timer("voxgate.vendor.calls", "vendor", vendor, "operation", call.operation(), "outcome", outcome)
                .record(took, TimeUnit.NANOSECONDS);
        LOG.debugf(
                "vendor call vendor=%s operation=%s outcome=%s ms=%d",
                vendor, call.operation(), outcome, Duration.ofNanos(took).toMillis());
        return sent;
    }
}
