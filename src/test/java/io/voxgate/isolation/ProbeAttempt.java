package io.voxgate.isolation;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Ref;
import java.util.Locale;

/**
 * Something of another tenant's in one place of a request of ours.
 *
 * @param place where it stands
 * @param hidden what it names
 * @param real the request with it
 * @param stranger the same request with something that does not exist at all
 */
record ProbeAttempt(Operations.Operation operation, Place place, String where, Ref hidden, Call real, Call stranger) {
    /** A place that can hold an id. */
    enum Place {
        PATH,
        QUERY,
        PAGE_TOKEN,
        BODY,
        HEADER
    }

    @Override
    public String toString() {
        return operation + " with another tenant's " + hidden.thing() + " in "
                + place.name().toLowerCase(Locale.ROOT) + " " + where;
    }
}
