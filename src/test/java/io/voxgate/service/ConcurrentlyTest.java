package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {
    @Test
    void whatFailsIsToldByItsCase() {
        assertThatThrownBy(() -> Concurrently.each(List.of("good", "bad", "worse"), one -> {
                    if (!one.equals("good")) {
                        throw new IllegalStateException("because " + one);
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("because bad")
                .hasMessageContaining("because worse")
                .hasMessageNotContaining("because good");
    }

    @Test
    void whatIsRightPasses() {
        assertThatCode(() -> Concurrently.each(List.of(1, 2, 3), _ -> {})).doesNotThrowAnyException();
    }
}
