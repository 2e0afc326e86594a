package io.voxgate.connection;

import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mistakes in a connection's secrets that their form shows, whatever the vendor: nothing of a secret is shown. */
final class SecretForms {
    /** The code of each of them. */
    static final String WRONG_FORM = "WRONG_FORM";

    private SecretForms() {}

    static List<Fault> faults(VendorInfo info, Connection connection) {
        List<Fault> faults = new ArrayList<>();
        connection.secrets().forEach((name, secret) -> surrounded(name, secret).ifPresent(faults::add));
        joinKey(info, connection.secrets()).ifPresent(faults::add);
        return faults;
    }

    private static Optional<Fault> surrounded(String name, SecretText secret) {
        String text = secret.reveal();
        boolean blank = !text.equals(text.strip());
        boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
        return blank || quoted
                ? Optional.of(new Fault(
                        "/credentials/" + name,
                        WRONG_FORM,
                        name + (blank ? " begins or ends with a blank" : " stands in quotes")
                                + ", which the vendor counts as a part of it: enter it again."))
                : Optional.empty();
    }

    /** The key that mints what a client joins with is another secret than those of the API key. */
    private static Optional<Fault> joinKey(VendorInfo info, Map<String, SecretText> secrets) {
        Optional<String> name = info.connection().secret(SecretPart.JOIN_KEY);
        Optional<SecretText> key = name.map(secrets::get);
        return List.of(SecretPart.KEY_SECRET, SecretPart.KEY_ID).stream()
                .flatMap(part -> info.connection().secret(part).stream())
                .filter(other -> key.isPresent() && key.equals(Optional.ofNullable(secrets.get(other))))
                .findFirst()
                .map(other -> new Fault(
                        "/credentials/" + name.orElse(""),
                        WRONG_FORM,
                        name.orElse("") + " is the same as " + other
                                + ": it is another secret, the application's own, in the "
                                + "vendor's console of the application."));
    }
}
