package io.voxgate.cli;

import io.voxgate.cli.ApiClient.ApiReply;
import io.voxgate.cli.Manifest.Complaint;
import io.voxgate.template.Difference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be done about one file.
 *
 * @param etag of what is stored; empty: nothing is
 * @param changes setting by setting
 * @param validateOnly what the gateway would answer; empty when it was not asked
 * @param faults why it cannot be done
 */
record PlannedChange(
        Manifest declared,
        Optional<String> etag,
        ChangeAction action,
        List<Difference> changes,
        Optional<ApiReply> validateOnly,
        List<Complaint> faults) {
    enum ChangeAction {
        CREATE,
        CHANGE,
        PUBLISH,
        UNCHANGED,
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isDue() {
        return action != ChangeAction.UNCHANGED && action != ChangeAction.REFUSED;
    }
}
