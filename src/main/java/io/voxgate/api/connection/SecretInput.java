package io.voxgate.api.connection;

import io.voxgate.json.StrictJson;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets in a request. */
final class SecretInput {
    private static final int LONGEST = 4096;

    private SecretInput() {}

    /** @throws Problem 422 for what was surely pasted wrongly; never holds the text */
    static void check(String at, Map<String, Optional<SecretText>> secrets) {
        List<Fault> faults = secrets.entrySet().stream()
                .filter(entry -> !entry.getValue()
                        .map(SecretText::reveal)
                        .map(SecretInput::sound)
                        .orElse(true))
                .map(Map.Entry::getKey)
                .sorted()
                .map(name -> new Fault(
                        at + "/" + StrictJson.escaped(name),
                        "WRONG_FORM",
                        "A secret has 1 to " + LONGEST + " characters, no line breaks, and no space at its ends."))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
        }
    }

    private static boolean sound(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.strip().equals(text)
                && text.chars().noneMatch(Character::isISOControl);
    }
}
