package io.voxgate.api.http;

import io.voxgate.config.ListenSettings;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;

/**
 * {@code Location} never repeats the request's {@code Host}, which anybody may choose: it is below the public URL, or a
 * path alone.
 */
@Provider
public class OwnLocations implements ContainerResponseFilter {
    private final String publicUrl;

    public OwnLocations(ListenSettings settings) {
        this.publicUrl = settings.publicUrl().orElse("");
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Optional.ofNullable(response.getHeaders().getFirst(HttpHeaders.LOCATION))
                .ifPresent(location ->
                        response.getHeaders().putSingle(HttpHeaders.LOCATION, own(publicUrl, location.toString())));
    }

    static String own(String publicUrl, String location) {
        return publicUrl + URI.create(location).getRawPath();
    }
}
