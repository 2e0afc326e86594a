package io.voxgate.adapter;

import io.voxgate.model.SecretText;
import java.time.Instant;

/**
 * How an installation that has no key proves to a vendor what it is, and so gets a role's temporary key: as a workload
 * of Kubernetes with the token that the cluster gives it, or as a machine of the vendor's by the metadata service that
 * only the machine reaches. Pure, as an adapter is.
 */
public interface InstallationIdentity {

    /** Where the vendor's Kubernetes tells a workload how to prove itself. */
    WorkloadVariables variables();

    /** The question for a role's temporary key; the token proves who asks, and nothing is signed. */
    HttpCall assumeRole(WorkloadProof proof, String roleArn, VendorAccount account, Instant now);

    /**
     * The way to the temporary key of the machine's own role.
     *
     * @param account its endpoint is the sandbox, or empty for the machine's own metadata service
     */
    MetadataStep machineKey(VendorAccount account);

    /**
     * The environment variables that a cluster sets in a pod.
     *
     * @param provider holds the vendor's name of the cluster as an identity provider
     * @param tokenFile holds the path of the token, which the cluster replaces before it ends
     */
    record WorkloadVariables(String provider, String tokenFile) {}

    /** @param provider the vendor's name of the cluster as an identity provider */
    record WorkloadProof(String provider, SecretText token) {}
}
