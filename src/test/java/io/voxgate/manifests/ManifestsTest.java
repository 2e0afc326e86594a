package io.voxgate.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.voxgate.config.KnownSetting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIf(value = "io.voxgate.manifests.Manifests#canRender", disabledReason = "kubectl is not on this machine")
class ManifestsTest {
    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/dev", "k8s/overlays/production"})
    void everyFolderRendersToObjectsThatKubernetesKnowsAndThatKeepTheRules(String folder) throws Exception {
        List<Deployment> deployments = Manifests.of(Deployment.class, objects(folder));

        assertThat(deployments)
                .extracting(deployment -> deployment.getMetadata().getName())
                .contains("voxgate");
        assertThat(deployments).flatExtracting(PodRules::breaches).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/dev", "k8s/overlays/production"})
    void everySettingIsOneThatTheServiceReads(String folder) throws Exception {
        List<HasMetadata> objects = objects(folder);

        assertThat(settings(objects).keySet())
                .isSubsetOf(
                        KnownSetting.all().stream().map(KnownSetting::variable).toList())
                .contains(
                        "VOXGATE_DATABASE_URL_FILE",
                        "VOXGATE_MASTER_KEY_FILE",
                        "VOXGATE_OPERATOR_KEY_FILE",
                        "VOXGATE_PUBLIC_URL",
                        "VOXGATE_SANDBOX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/production"})
    void productionHasNoSandboxReachesNoPrivateAddressAndHoldsNoSecret(String folder) throws Exception {
        List<HasMetadata> objects = objects(folder);

        assertThat(settings(objects))
                .containsEntry("VOXGATE_SANDBOX", "off")
                .containsEntry("VOXGATE_PRIVATE_ADDRESSES", "refuse")
                .containsEntry("VOXGATE_DATABASE_URL_FILE", "/etc/voxgate/secrets/databaseUrl")
                .containsEntry("VOXGATE_MASTER_KEY_FILE", "/etc/voxgate/secrets/masterKey")
                .containsEntry("VOXGATE_OPERATOR_KEY_FILE", "/etc/voxgate/secrets/operatorKey");
        assertThat(container(objects).getEnv())
                .as("an environment is no place for secrets")
                .allMatch(variable -> variable.getValueFrom() == null);
        assertThat(Manifests.of(Secret.class, objects)).isEmpty();
    }

    @Test
    void probesPortAndSelectorsFitTogether() throws Exception {
        List<HasMetadata> objects = objects("k8s/overlays/production");
        Container container = container(objects);
        Map<String, String> labels =
                deployment(objects).getSpec().getTemplate().getMetadata().getLabels();

        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
        assertThat(container.getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactly(
                        "http " + settings(objects).get("VOXGATE_PORT"),
                        "management " + settings(objects).get("VOXGATE_MANAGEMENT_PORT"));
        assertThat(List.of(container.getLivenessProbe(), container.getReadinessProbe(), container.getStartupProbe()))
                .extracting(probe -> probe.getHttpGet().getPort().getStrVal())
                .containsOnly("management");
        assertThat(deployment(objects).getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("prometheus.io/port", settings(objects).get("VOXGATE_MANAGEMENT_PORT"));
        assertThat(Manifests.of(Service.class, objects))
                .flatExtracting(service -> service.getSpec().getPorts())
                .extracting(port -> port.getTargetPort().getStrVal())
                .containsExactly("http");
        assertThat(Manifests.of(Service.class, objects))
                .extracting(service -> labels.entrySet()
                        .containsAll(service.getSpec().getSelector().entrySet()))
                .containsExactly(true);
        assertThat(Manifests.of(NetworkPolicy.class, objects))
                .extracting(policy -> policy.getSpec().getPodSelector().getMatchLabels())
                .containsExactly(labels);
    }

    /** Kubernetes would set VOXGATE_PORT itself, to the address of the Service. */
    @Test
    void kubernetesSetsNoVariablesOfItsOwn() throws Exception {
        assertThat(deployment(objects("k8s/base"))
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getEnableServiceLinks())
                .isFalse();
    }

    @Test
    void aNodeCanBeEmptiedWhileTheServiceGoesOn() throws Exception {
        List<HasMetadata> objects = objects("k8s/overlays/production");
        PodDisruptionBudget budget =
                Manifests.of(PodDisruptionBudget.class, objects).getFirst();

        assertThat(budget.getSpec().getMinAvailable().getIntVal())
                .isBetween(1, deployment(objects).getSpec().getReplicas() - 1);
    }

    /** Every mounted file is one that a setting names, and nobody but the service's group reads it. */
    @Test
    void secretsAreFiles() throws Exception {
        List<HasMetadata> objects = objects("k8s/base");
        Volume secrets = deployment(objects).getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .findFirst()
                .orElseThrow();
        String folder = container(objects).getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(secrets.getName()))
                .findFirst()
                .orElseThrow()
                .getMountPath();

        assertThat(secrets.getSecret().getDefaultMode() & 0007).isZero();
        assertThat(secrets.getSecret().getItems())
                .extracting(item -> folder + "/" + item.getPath())
                .containsExactlyInAnyOrderElementsOf(settings(objects).entrySet().stream()
                        .filter(setting -> setting.getKey().endsWith("_FILE"))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    /**
     * Nobody reaches a port but those who are named; the service reaches no private address but names and its database.
     */
    @Test
    void theNetworkIsClosedButForWhatIsNamed() throws Exception {
        NetworkPolicySpec policy = Manifests.of(NetworkPolicy.class, objects("k8s/overlays/production"))
                .getFirst()
                .getSpec();

        assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getIngress())
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.getFrom())
                        .isNotEmpty()
                        .allMatch(peer ->
                                !peer.getNamespaceSelector().getMatchLabels().isEmpty()));
        assertThat(policy.getIngress())
                .flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getPort().getIntVal())
                .containsExactly(8080, 9000);
        assertThat(policy.getEgress())
                .flatExtracting(rule -> rule.getTo())
                .filteredOn(peer -> peer.getIpBlock() != null)
                .singleElement()
                .satisfies(peer -> assertThat(peer.getIpBlock().getExcept())
                        .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"));
        assertThat(policy.getEgress())
                .flatExtracting(rule -> rule.getTo())
                .filteredOn(peer -> peer.getIpBlock() == null)
                .allMatch(peer -> !peer.getPodSelector().getMatchLabels().isEmpty());
    }

    @Test
    void aMisspelledFieldIsFound() throws Exception {
        String wrong = Manifests.render("k8s/base").replace("replicas:", "replicaz:");

        assertThatThrownBy(() -> Manifests.read(wrong))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("replicaz");
    }

    @Test
    void aPodThatBreaksTheRulesIsFound() throws Exception {
        String wrong = Manifests.render("k8s/base")
                .replace("image: voxgate:1.0.0", "image: voxgate:latest")
                .replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false");

        assertThat(PodRules.breaches(deployment(Manifests.read(wrong))))
                .containsExactly("voxgate has no fixed image tag: voxgate:latest", "voxgate can write to its image");
    }

    private static List<HasMetadata> objects(String folder) throws IOException, InterruptedException {
        return Manifests.read(Manifests.render(folder));
    }

    private static Deployment deployment(List<HasMetadata> objects) {
        return Manifests.of(Deployment.class, objects).stream()
                .filter(found -> found.getMetadata().getName().equals("voxgate"))
                .findFirst()
                .orElseThrow();
    }

    private static Container container(List<HasMetadata> objects) {
        return deployment(objects)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    /** Every setting of the service's container and where its value comes from. */
    private static Map<String, String> settings(List<HasMetadata> objects) {
        Map<String, String> settings = new TreeMap<>();
        Set<String> maps = new TreeSet<>();
        container(objects)
                .getEnvFrom()
                .forEach(source -> maps.add(source.getConfigMapRef().getName()));
        Manifests.of(ConfigMap.class, objects).stream()
                .filter(map -> maps.contains(map.getMetadata().getName()))
                .forEach(map -> settings.putAll(map.getData()));
        for (EnvVar variable : container(objects).getEnv()) {
            settings.put(
                    variable.getName(),
                    variable.getValueFrom() == null
                            ? variable.getValue()
                            : "secret "
                                    + variable.getValueFrom().getSecretKeyRef().getName() + "/"
                                    + variable.getValueFrom().getSecretKeyRef().getKey());
        }
        return settings;
    }
}
