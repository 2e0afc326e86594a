package io.voxgate.template;

import io.voxgate.limits.Limit;
import io.voxgate.model.AgentRules;
import io.voxgate.model.Problem;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Fills variables into the texts of one agent, and ends when they have more characters together than an agent may have
 * bytes.
 */
final class TextFilling {
    private final UnaryOperator<String> value;
    private long left = Limit.AGENT_BYTES.max();

    TextFilling(UnaryOperator<String> value) {
        this.value = value;
    }

    /** @throws Problem when the texts so far are too long */
    String fill(String text) {
        StringBuilder filled = new StringBuilder();
        Matcher variables = AgentRules.VARIABLE.matcher(text);
        int done = 0;
        while (variables.find()) {
            append(filled, text.substring(done, variables.start()));
            append(filled, value.apply(variables.group(1)));
            done = variables.end();
        }
        append(filled, text.substring(done));
        return filled.toString();
    }

    private void append(StringBuilder filled, String part) {
        left -= part.length();
        if (left < 0) {
            throw AgentSize.tooLarge();
        }
        filled.append(part);
    }
}
