package io.voxgate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What production says of itself is read as it stands there. */
class ProductionSettingsTest {
    @Test
    void variablesOfADockerfileAreRead() {
        assertThat(ProductionSettings.environment("FROM x\nENV A=1 \\\n    B=\"two words\"\nENV C=3\nWORKDIR /app\n"))
                .containsOnly(Map.entry("A", "1"), Map.entry("B", "two words"), Map.entry("C", "3"));
    }

    @Test
    void theMemoryLimitIsRead() throws IOException {
        assertThat(ProductionSettings.memory(new YAMLMapper()
                        .readTree("spec: {template: {spec: {containers: [{resources: {limits: {memory: 768Mi}}}]}}}")))
                .isEqualTo(768L << 20);
    }

    @Test
    void theRealFilesSayBoth() {
        ProductionSettings production = ProductionSettings.read();

        assertThat(production.environment()).containsKey("JAVA_TOOL_OPTIONS");
        assertThat(production.memoryBytes()).isBetween(256L << 20, 4L << 30);
        assertThat(production.jvmOptions()).contains("-XX:MaxRAM=" + production.memoryBytes());
    }
}
