package io.voxgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A magic value at the end of the key of a language model or a voice ({@code sk-acme-wrong-key}): how that service
 * answers the simulated vendor, which has the key from the start request.
 */
public enum ProviderScenario {
    WRONG_KEY("401: Incorrect API key provided", "the key is refused"),
    NO_BALANCE("402: Insufficient Balance", "the account has no money left"),
    NO_QUOTA("429: insufficient_quota, you exceeded your current quota", "the account's quota is used up"),
    RATE_LIMITED("429: Rate limit reached", "the account is asked too often"),
    NO_MODEL("404: model_not_found, the model does not exist", "there is no such model (of a voice: no such voice)"),
    FORBIDDEN("403: Access denied", "the account may not use it"),
    REFUSED_INPUT("400: context_length_exceeded", "it does not take what it is sent"),
    SLOW("timeout", "it does not answer in time"),
    UNREACHABLE("connection refused", "its address cannot be reached"),
    SILENT("", "nothing comes, and the vendor reports nothing");

    private final String answer;
    private final String effect;

    /** @param answer what the vendor hands on of it */
    ProviderScenario(String answer, String effect) {
        this.answer = answer;
        this.effect = effect;
    }

    /** The word, for example {@code wrong-key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String effect() {
        return effect;
    }

    public String answer() {
        return answer;
    }

    /** The one that a key asks for. */
    public static Optional<ProviderScenario> of(String key) {
        return Stream.of(values())
                .filter(plot -> key.endsWith("-" + plot.word()))
                .findFirst();
    }

    /**
     * What the services of one conversation do.
     *
     * @param model of the language model; empty: it answers
     * @param voice of the voice; empty: it speaks
     */
    public record ProviderFaults(Optional<ProviderScenario> model, Optional<ProviderScenario> voice) {
        public static final ProviderFaults NONE = new ProviderFaults(Optional.empty(), Optional.empty());

        /** By the keys that the two parts of a start request carry, each an object or a text that holds one. */
        public static ProviderFaults in(JsonNode model, JsonNode voice) {
            return new ProviderFaults(key(model), key(voice));
        }

        private static Optional<ProviderScenario> key(JsonNode part) {
            JsonNode open =
                    part.isTextual() ? SandboxJson.parse(part.textValue()).orElseGet(SandboxJson::object) : part;
            return of(open.path("APIKey").asText(""));
        }

        boolean any() {
            return model.isPresent() || voice.isPresent();
        }
    }
}
