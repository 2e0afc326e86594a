package io.voxgate.connection;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.SecretMask;
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
    record OpenedCredential(Map<String, SecretText> fields, Optional<List<String>> hosts) {
        public OpenedCredential {
            fields = Map.copyOf(fields);
        }

        /** Whether it may be sent over this connection, wherever it goes from there. */
        public boolean mayPass(Connection over) {
            return shape().mayPass(over);
        }

        CredentialRules.CredentialShape shape() {
            return new CredentialRules.CredentialShape(fields.keySet(), hosts);
        }
    }

    /**
     * Each named credential that exists; a name without a credential is not in the answer.
     *
     * @throws io.voxgate.model.Problem 503 when one of them cannot be opened with this installation's master keys
     */
    Map<String, OpenedCredential> open(String tenantId, Set<String> names);

    /** The names of the tenant's credentials, for messages that say which one was probably meant. */
    Set<String> names(String tenantId);

    /**
     * What takes the tenant's credentials out of what its vendors say; those that cannot be opened are passed over,
     * nothing was ever sent of them.
     */
    SecretMask mask(String tenantId);

    /** The same together with what signs a call and goes with it: for the answer to it. */
    SecretMask mask(String tenantId, CredentialValues sent);

    /**
     * What would keep an agent from its credentials, with pointers into the agent; codes of {@link CredentialRules}.
     * Nothing is opened.
     */
    default List<Fault> check(String tenantId, Agent agent) {
        return check(tenantId, agent, List.of());
    }

    /**
     * The same with the connections that the agent is to be sent over: a bound credential must not pass a host that it
     * is not bound to.
     */
    List<Fault> check(String tenantId, Agent agent, List<Connection> over);

    /**
     * Which credentials must not be sent where this agent sends them: code {@link CredentialRules#HOST}, pointers into
     * the agent.
     *
     * @param opened some of the agent's credentials; others are passed over
     * @param over the connection that the agent is sent over
     */
    List<Fault> destinations(Agent agent, Map<String, OpenedCredential> opened, Connection over);
}
