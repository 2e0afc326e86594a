package io.voxgate.session;

import io.voxgate.json.Json;

/** The contract's spelling of our enums, as it is stored. */
final class EnumNames {
    private EnumNames() {}

    static String of(Enum<?> constant) {
        return Json.node(constant).asText();
    }

    static <E extends Enum<E>> E read(String word, Class<E> type) {
        return Json.MAPPER.convertValue(word, type);
    }
}
