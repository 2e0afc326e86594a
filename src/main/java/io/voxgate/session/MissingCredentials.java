package io.voxgate.session;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.Placeholder;
import io.voxgate.connection.CredentialRules;
import io.voxgate.model.Fault;
import io.voxgate.model.NearestName;
import io.voxgate.model.SecretText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a credential lacks that an agent's setting needs. */
final class MissingCredentials {
    private MissingCredentials() {}

    /** @param known the names of the tenant's credentials */
    static Optional<Fault> fault(Placeholder.Secret slot, CredentialValues secrets, Set<String> known) {
        if (!secrets.credentials().containsKey(slot.ref())) {
            return Optional.of(CredentialRules.missing(slot.pointer(), slot.ref(), known));
        }
        Optional<SecretText> value = secrets.credential(slot.ref(), slot.field());
        if (value.isEmpty()) {
            return slot.required()
                    ? Optional.of(new Fault(
                            slot.pointer(),
                            CredentialRules.INCOMPLETE,
                            "The credential \"" + slot.ref()
                                    + "\" has no field " + slot.field() + "."
                                    + NearestName.question(
                                            slot.field(),
                                            secrets.credentials()
                                                    .getOrDefault(slot.ref(), Map.of())
                                                    .keySet())))
                    : Optional.empty();
        }
        return slot.numeric() && !value.get().reveal().matches("[0-9]{1,18}")
                ? Optional.of(new Fault(
                        slot.pointer(),
                        CredentialRules.INCOMPLETE,
                        "The field " + slot.field() + " of the credential \"" + slot.ref() + "\" must be a number."))
                : Optional.empty();
    }
}
