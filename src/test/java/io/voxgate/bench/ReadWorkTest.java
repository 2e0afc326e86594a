package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A list that is fast because it is not the one that was asked for is found. */
class ReadWorkTest {
    private static final Set<String> KNOWN = Set.of("ses_1", "ses_2");

    private static JsonNode page(String... ids) {
        return Json.node(List.of(ids).stream().map(id -> Map.of("id", id)).toList());
    }

    @Test
    void aPageHoldsTheTenantsOwnAndCopiesOfThem() {
        assertThat(ReadWork.isPage(page("ses_2", "ses_1"), KNOWN)).isTrue();
        assertThat(ReadWork.isPage(page("ses_2", "ses_1", StockFiller.SESSION + "77"), KNOWN))
                .isTrue();
    }

    @Test
    void aPageThatLacksSomeHasSomebodyElsesOrOneTwiceIsFound() {
        assertThat(ReadWork.isPage(page("ses_2"), KNOWN)).isFalse();
        assertThat(ReadWork.isPage(page("ses_2", "ses_1", "ses_9"), KNOWN)).isFalse();
        assertThat(ReadWork.isPage(page("ses_2", "ses_1", "ses_1"), KNOWN)).isFalse();
        assertThat(ReadWork.isPage(page(), KNOWN)).isFalse();
    }
}
