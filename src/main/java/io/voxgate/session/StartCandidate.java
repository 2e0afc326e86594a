package io.voxgate.session;

import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.VendorClient.PreparedCall;
import io.voxgate.session.VendorClient.VendorConnection;
import java.util.List;
import java.util.Optional;

/** A connection that may take a start: either the call is ready, or it is clear why it can't be made. */
sealed interface StartCandidate {

    record Fit(PreparedCall ready, TranslationSummary translated) implements StartCandidate {}

    record Unfit(Problem problem) implements StartCandidate {}

    static StartCandidate of(
            VendorClient calls, VendorConnection vendor, StartCommand command, StartRequest.Losses losses) {
        String vendorId = vendor.info().id();
        Translation translation = vendor.adapter().translate(command);
        FieldReport report = translation.report();
        List<Fault> rejected = report.with(FieldOutcome.REJECTED)
                .map(entry -> new Fault(
                        pointer(entry.path()),
                        "REJECTED",
                        vendor + ": " + Optional.ofNullable(entry.note()).orElse("The vendor cannot start with this.")))
                .toList();
        if (!rejected.isEmpty()) {
            return unfit(ProblemCode.TRANSLATION_REJECTED, rejected);
        }
        List<Fault> lost = losses.of(vendorId, report.fields());
        if (!lost.isEmpty()) {
            return unfit(ProblemCode.TRANSLATION_LOSSY, lost);
        }
        PreparedCall ready = calls.ready(vendor, translation.call());
        List<Fault> missing = calls.missing(ready, command.agent()).stream()
                .map(fault -> fault.below("/agent"))
                .toList();
        return missing.isEmpty()
                ? new Fit(ready, TranslationSummary.of(report))
                : unfit(ProblemCode.INVALID_REQUEST, missing);
    }

    private static StartCandidate unfit(ProblemCode code, List<Fault> faults) {
        String first = faults.getFirst().pointer() + ": " + faults.getFirst().detail();
        return new Unfit(Problem.of(
                code, faults.size() == 1 ? first : first + " (and " + (faults.size() - 1) + " more)", faults));
    }

    private static String pointer(String path) {
        return path.startsWith("/channel") ? path : "/agent" + path;
    }
}
