package io.voxgate.adapter;

import io.voxgate.model.Fault;
import java.util.List;

/** What an adapter makes of a command: a call, or a "no" with its reason. */
public sealed interface CommandResult {

    /**
     * @param fields options that the vendor lacks, not sent because the caller did not ask for them; or what a change
     *     made of each leaf
     */
    record Call(VendorCall call, List<FieldReport.ReportEntry> fields) implements CommandResult {
        public Call {
            fields = List.copyOf(fields);
        }

        public Call(VendorCall call) {
            this(call, List.of());
        }
    }

    /**
     * The vendor cannot do this at all, or not with these options. Pointers go into the command
     * ({@code /interruptible}) or the agent's patch.
     */
    record Unsupported(String why, List<Fault> faults) implements CommandResult {
        public Unsupported {
            faults = List.copyOf(faults);
        }

        public Unsupported(String why) {
            this(why, List.of());
        }
    }

    /** The vendor could do it, but not with this value (a transfer target that is no number). */
    record Invalid(List<Fault> faults) implements CommandResult {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
