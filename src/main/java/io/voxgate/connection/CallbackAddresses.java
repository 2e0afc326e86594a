package io.voxgate.connection;

import io.voxgate.model.Problem;
import io.voxgate.security.WrongKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;

/** Finds whose a callback address is; one that belongs to no connection costs no look-up, or one of few. */
@ApplicationScoped
public class CallbackAddresses {
    private static final Pattern FORM = Pattern.compile("[0-9a-z]{52}");

    private final Connections connections;
    private final KnownCallbackAddresses known;
    private final WrongKeys wrong;

    public CallbackAddresses(Connections connections, KnownCallbackAddresses known, WrongKeys wrong) {
        this.connections = connections;
        this.known = known;
        this.wrong = wrong;
    }

    /**
     * The connections whose callbacks come to this address; none when it belongs to no connection.
     *
     * @param source where the callback comes from
     * @throws Problem 429 when nothing is known of the address and too many like it came
     */
    public List<Connection> owners(String vendor, String token, String source) {
        if (!FORM.matcher(token).matches()) {
            return List.of();
        }
        if (!known.isAddress(vendor, token)) {
            wrong.spendLookUp(WrongKeys.WrongKind.CALLBACK_ADDRESS, source);
        }
        List<Connection> owners = connections.byCallbackToken(vendor, token);
        known.put(vendor, token, !owners.isEmpty());
        return owners;
    }
}
