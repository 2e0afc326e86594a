package io.voxgate.config;

import java.nio.file.Path;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A path, seen from the folder in which the service was started. */
public final class AbsolutePathConverter implements Converter<Path> {
    private static final long serialVersionUID = 1L;

    /** SmallRye asks with an empty text for what a setting without a value is. */
    @Override
    public @Nullable Path convert(String value) {
        return value.isEmpty() ? null : Path.of(value).toAbsolutePath();
    }
}
