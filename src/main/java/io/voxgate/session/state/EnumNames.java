package io.voxgate.session.state;

import io.voxgate.json.Json;

/** The contract's spelling of our enums, as it is stored. */
public final class EnumNames {
    private EnumNames() {}

    public static String of(Enum<?> constant) {
        return Json.node(constant).asText();
    }

    public static <E extends Enum<E>> E read(String word, Class<E> type) {
        return Json.MAPPER.convertValue(word, type);
    }
}
