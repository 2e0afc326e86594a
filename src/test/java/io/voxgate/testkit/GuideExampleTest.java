package io.voxgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.json.Json;
import org.junit.jupiter.api.Test;

class GuideExampleTest {
    @Test
    void eachJsonBlockIsAnExample() {
        assertThat(GuideExample.in("""
                # Page
                ```json Door
                {"open": true}
                ```
                ```js
                let door = {};
                ```
                ```json
                {"a": 1}
                ```
                """))
                .containsExactly(
                        new GuideExample("Door", Json.object().put("open", true)),
                        new GuideExample("", Json.object().put("a", 1)));
    }

    @Test
    void anExampleThatIsNotJsonIsFound() {
        assertThatThrownBy(() -> GuideExample.in("```json Door\n{\"open\" true}\n```\n"))
                .hasMessageContaining("not JSON");
    }
}
