package io.voxgate.cli;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** The address of a gateway: http or https, with a slash at its end, so that paths can be resolved against it. */
final class GatewayUrl {
    private GatewayUrl() {}

    /**
     * @throws TypeConversionException says what is needed, to follow the name of an option; without the text, which may
     *     hold a password
     */
    static URI parse(String text) {
        try {
            URI url = URI.create(text.endsWith("/") ? text : text + "/");
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Not a URL at all: the same sentence.
        }
        throw new TypeConversionException("needs an http or https URL.");
    }
}
