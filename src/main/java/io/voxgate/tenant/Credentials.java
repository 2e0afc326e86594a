package io.voxgate.tenant;

import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stored credentials, as the live side needs them. */
public interface Credentials {

    /**
     * A credential opened for signing one call.
     *
     * @param hosts the only ones it may be sent to; empty: any public one
     */
    record Opened(Map<String, SecretText> fields, Optional<List<String>> hosts) {
        public Opened {
            fields = Map.copyOf(fields);
        }

        CredentialRules.Shape shape() {
            return new CredentialRules.Shape(fields.keySet(), hosts);
        }
    }

    /**
     * Each named credential that exists; a name without a credential is not in the answer.
     *
     * @throws io.voxgate.model.Problem 503 when one of them cannot be opened with this installation's master keys
     */
    Map<String, Opened> open(String tenantId, Set<String> names);

    /** What would keep an agent from its credentials, with pointers into the agent; codes of {@link CredentialRules}. Nothing is opened. */
    List<Fault> check(String tenantId, Agent agent);

    /**
     * Which credentials must not be sent where this agent sends them: code {@link CredentialRules#HOST}, pointers into the agent.
     *
     * @param opened some of the agent's credentials; others are passed over
     */
    List<Fault> destinations(Agent agent, Map<String, Opened> opened);
}
