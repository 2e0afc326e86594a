package io.voxgate.session.diagnosis;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionStatus;
import java.util.List;

/** Why a session did not begin. */
final class StartCauses {
    private StartCauses() {}

    static List<LikelyCause> of(SessionRecords records) {
        if (records.state().start() == SessionRecords.StartRecord.REFUSED) {
            return List.of(records.state()
                    .refusal()
                    .map(error -> refused(records, error))
                    .orElseGet(StartCauses::notSent));
        }
        if (records.state().status() == SessionStatus.UNKNOWN) {
            return List.of(LikelyCause.certain(
                    CausePart.VENDOR,
                    CauseKind.OUTCOME_UNKNOWN,
                    "The start was sent and no whole answer came: the vendor may have started it. Voxgate asks until it "
                            + "knows; do not start it again.",
                    null));
        }
        return List.of();
    }

    private static LikelyCause refused(SessionRecords records, VendorError error) {
        return records.vendor()
                .words()
                .cause(error)
                .orElseGet(() -> LikelyCause.likely(
                        CausePart.VENDOR,
                        CauseKind.REQUEST_REFUSED,
                        "The vendor refused the start with " + error.code() + ": " + error.message(),
                        null));
    }

    private static LikelyCause notSent() {
        return LikelyCause.certain(
                CausePart.CONNECTION,
                CauseKind.UNREACHABLE,
                "The vendor could not be reached, so that nothing was started: session.failed says why. Verify the "
                        + "connection (POST /v1/connections/{name}/verify); is its endpoint right?",
                "/endpoint");
    }
}
