package io.voxgate.connection;

import io.voxgate.adapter.VendorInfo;
import io.voxgate.model.Fault;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which regions a connection may name: any that is written like one, because vendors have more of them than their pages
 * list.
 */
final class RegionRules {
    private static final String POINTER = "/region";
    private static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

    private RegionRules() {}

    /** Why a connection with this region cannot be stored. */
    static Optional<Fault> refusal(VendorInfo info, Optional<String> region) {
        if (region.isEmpty()) {
            return info.regionRequired()
                    ? Optional.of(new Fault(POINTER, "REQUIRED", "This vendor needs a region: " + listed(info) + "."))
                    : Optional.empty();
        }
        String named = region.get();
        boolean right = info.regions().contains(named)
                || (named.length() <= LONGEST && FORM.matcher(named).matches());
        return right
                ? Optional.empty()
                : Optional.of(new Fault(
                        POINTER,
                        "WRONG_FORM",
                        "A region is written like ap-guangzhou"
                                + (info.regions().isEmpty()
                                        ? "."
                                        : "; the vendor's pages list " + listed(info) + ".")));
    }

    /** That the vendor's pages do not list it: a new one, or one that is misspelled. */
    static Optional<Fault> warning(VendorInfo info, Optional<String> region) {
        return region.filter(
                        named -> !info.regions().isEmpty() && !info.regions().contains(named))
                .map(_ -> new Fault(
                        POINTER,
                        "REGION_NOT_LISTED",
                        "The vendor's pages list " + listed(info)
                                + ". If this is a new region, all is well; if it is misspelled, every call "
                                + "will be refused: verify the connection."));
    }

    private static String listed(VendorInfo info) {
        return String.join(", ", info.regions());
    }
}
