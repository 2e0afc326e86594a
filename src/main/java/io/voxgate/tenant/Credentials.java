package io.voxgate.tenant;

import io.voxgate.model.SecretText;
import java.util.Map;
import java.util.Set;

/** The stored credentials, opened for signing one call. */
public interface Credentials {

    /** The fields of each named credential that exists, decrypted; a name without a credential is not in the answer. */
    Map<String, Map<String, SecretText>> open(String tenantId, Set<String> names);
}
