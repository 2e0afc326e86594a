package io.voxgate.session;

import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.VendorCalls.Line;
import io.voxgate.session.VendorCalls.Ready;
import io.voxgate.vendor.FieldReport;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.Translation;
import java.util.List;
import java.util.Optional;

/** A connection that may take a start: either the call is ready, or it is clear why it can't be made. */
sealed interface Candidate {

    record Fit(Ready ready, Translated translated) implements Candidate {}

    record Unfit(Problem problem) implements Candidate {}

    static Candidate of(VendorCalls calls, Line line, StartCommand command, StartOrder.Losses losses) {
        String vendor = line.info().id();
        Translation translation = line.adapter().translate(command);
        FieldReport report = translation.report();
        List<Fault> rejected = report.with(FieldOutcome.REJECTED)
                .map(entry -> new Fault(pointer(entry.path()), "REJECTED", vendor + ": " + Optional.ofNullable(entry.note()).orElse("The vendor cannot start with this."))).toList();
        if (!rejected.isEmpty()) {
            return unfit(ProblemCode.TRANSLATION_REJECTED, rejected);
        }
        List<Fault> lost = losses.of(vendor, report.fields());
        if (!lost.isEmpty()) {
            return unfit(ProblemCode.TRANSLATION_LOSSY, lost);
        }
        Ready ready = calls.ready(line, translation.call());
        List<Fault> missing = calls.missing(ready, command.agent()).stream().map(fault -> fault.below("/agent")).toList();
        return missing.isEmpty() ? new Fit(ready, Translated.of(report)) : unfit(ProblemCode.INVALID_REQUEST, missing);
    }

    private static Candidate unfit(ProblemCode code, List<Fault> faults) {
        String first = faults.getFirst().pointer() + ": " + faults.getFirst().detail();
        return new Unfit(Problem.of(code, faults.size() == 1 ? first : first + " (and " + (faults.size() - 1) + " more)", faults));
    }

    private static String pointer(String path) {
        return path.startsWith("/channel") ? path : "/agent" + path;
    }
}
