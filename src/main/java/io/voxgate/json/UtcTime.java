package io.voxgate.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Times of the API: RFC 3339 in UTC and in years of four digits, nothing that Java or the database would take besides.
 */
final class UtcTime extends JsonDeserializer<Instant> {
    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)
                || !FORM.matcher(parser.getText()).matches()) {
            return wrong(context);
        }
        try {
            return Instant.parse(parser.getText());
        } catch (DateTimeException e) {
            return wrong(context);
        }
    }

    private static Instant wrong(DeserializationContext context) throws IOException {
        return context.reportInputMismatch(Instant.class, "No time in UTC");
    }
}
