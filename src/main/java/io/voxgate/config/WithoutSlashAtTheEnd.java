package io.voxgate.config;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A URL to which a path is added: slashes at its end are taken away. */
public final class WithoutSlashAtTheEnd implements Converter<String> {
    private static final long serialVersionUID = 1L;

    /** SmallRye asks with an empty text for what a setting without a value is. */
    @Override
    public @Nullable String convert(String value) {
        return value.isEmpty() ? null : value.replaceAll("(?<!/)/+$", "");
    }
}
