package io.voxgate.property;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What texts of the model are made of, where any text would be nonsense. */
final class Vocabulary {
    private static final List<String> LANGUAGES =
            List.of("zh-CN", "zh", "en-US", "en", "ja", "ko-KR", "zh-TW", "yue", "zh-HK", "fr-FR", "de", "zh-Hans");
    private static final List<String> URLS = List.of(
            "https://llm.example.com/v1",
            "https://llm.example.com/v1/chat/completions",
            "https://llm.example.com/openai/v3?k=v",
            "https://tts.example.com/say");
    private static final List<String> VOICES = List.of("1008", "101001", "ZhiMei", "longxiaoxia", "male-1");

    private Vocabulary() {}

    static String text(String path, int max, RandomGenerator random, int size) {
        if (path.endsWith("/url")) {
            return Gen.oneOf(URLS).next(random, size);
        }
        if (path.endsWith("/language") || path.endsWith("/alternativeLanguages[]")) {
            return Gen.oneOf(LANGUAGES).next(random, size);
        }
        return switch (path) {
            case "/llm/credentialRef" -> "llm";
            case "/tts/credentialRef" -> "tts";
            case "/tts/voice" -> Gen.oneOf(VOICES).next(random, size);
            case "/tts/region" -> Gen.oneOf("eastasia", "westeurope").next(random, size);
            case "/stt/model" ->
                Gen.oneOf("16k_zh_medical", "16k_zh_edu", "8k_zh_large").next(random, size);
            case "/stt/hotWords[]/text" ->
                Gen.oneOf("Voxgate", "腾讯云", "Zürich", "a b").next(random, size);
            case "/tools/transfers[]/target" -> Integer.toString(random.nextInt(1, 100000));
            case "/tools/transfers[]/name" -> "to_" + random.nextInt(1000);
            case "/tools/extraction[]/name" -> "item " + random.nextInt(1000000);
            default -> Texts.of(1, max).next(random, size);
        };
    }

    static Gen<Map<String, Object>> map() {
        return (random, size) -> {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i <= size / 30; i++) {
                map.put("key" + i, item(random, size));
            }
            return map;
        };
    }

    private static Object item(RandomGenerator random, int size) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(1000);
            case 1 -> random.nextBoolean();
            case 2 -> List.of("a", Texts.of(1, 20).next(random, size));
            case 3 -> Map.of("inner", Texts.of(1, 20).next(random, size));
            default -> Texts.of(1, 40).next(random, size);
        };
    }
}
