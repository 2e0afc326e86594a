package io.voxgate.config;

import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** {@code allow} and {@code refuse} as true and false; anything else is an error, because it decides about safety. */
public final class AllowConverter implements Converter<Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean convert(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "allow" -> true;
            case "refuse" -> false;
            default -> throw new IllegalArgumentException("must be \"allow\" or \"refuse\"");
        };
    }
}
