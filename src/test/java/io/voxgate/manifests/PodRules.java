package io.voxgate.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What every pod has to hold; each breach is one sentence. */
final class PodRules {
    private PodRules() {}

    static List<String> breaches(Deployment deployment) {
        List<String> breaches = new ArrayList<>();
        PodSpec pod = deployment.getSpec().getTemplate().getSpec();
        String name = deployment.getMetadata().getName();
        if (!selects(deployment)) {
            breaches.add(name + " does not select its own pods");
        }
        if (pod.getSecurityContext() == null
                || !Boolean.TRUE.equals(pod.getSecurityContext().getRunAsNonRoot())) {
            breaches.add(name + " may run as root");
        }
        if (pod.getSecurityContext() == null || pod.getSecurityContext().getSeccompProfile() == null) {
            breaches.add(name + " has no seccomp profile");
        }
        if (!Boolean.FALSE.equals(pod.getAutomountServiceAccountToken())) {
            breaches.add(name + " gets a token of the cluster");
        }
        pod.getContainers().forEach(container -> breaches.addAll(breaches(container)));
        return breaches;
    }

    private static boolean selects(Deployment deployment) {
        return deployment
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels()
                .entrySet()
                .containsAll(deployment.getSpec().getSelector().getMatchLabels().entrySet());
    }

    private static List<String> breaches(Container container) {
        List<String> breaches = new ArrayList<>();
        String name = container.getName();
        if (!container.getImage().matches(".+:[^:/]+") || container.getImage().endsWith(":latest")) {
            breaches.add(name + " has no fixed image tag: " + container.getImage());
        }
        if (container.getReadinessProbe() == null || container.getLivenessProbe() == null) {
            breaches.add(name + " lacks a probe");
        }
        if (!container.getResources().getRequests().keySet().containsAll(List.of("cpu", "memory"))
                || !container.getResources().getLimits().containsKey("memory")) {
            breaches.add(name + " lacks a request or the memory limit");
        }
        breaches.addAll(breaches(name, container.getSecurityContext()));
        return breaches;
    }

    private static List<String> breaches(String name, SecurityContext context) {
        List<String> breaches = new ArrayList<>();
        if (!Boolean.TRUE.equals(context.getReadOnlyRootFilesystem())) {
            breaches.add(name + " can write to its image");
        }
        if (!Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())) {
            breaches.add(name + " can gain rights");
        }
        if (context.getCapabilities() == null
                || !Objects.equals(context.getCapabilities().getDrop(), List.of("ALL"))) {
            breaches.add(name + " keeps capabilities");
        }
        return breaches;
    }
}
