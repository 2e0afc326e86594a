package io.voxgate.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.config.ListenSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What every answer says to a browser: take it for what it is, show it in no frame, run nothing that did not come from
 * here, send no one where the reader was. Pages load their own files only, and no inline script or style.
 */
@ApplicationScoped
public class SecurityHeaders {
    /** Before everything, refusals too. */
    private static final int FIRST = AmbiguousPathFilter.FIRST + 1;

    private static final String PAGE =
            "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self';"
                    + " img-src 'self' data:";
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    private static final String HSTS = "max-age=31536000";

    private static final String LIBRARIES = "/webjars/";
    /** Of the library's own pages and examples nothing is served. */
    private static final Set<String> LOADED = Set.of("swagger-ui.css", "swagger-ui-bundle.js");

    private final boolean https;

    public SecurityHeaders(ListenSettings settings) {
        this.https = settings.publicUrl()
                .filter(url -> url.toLowerCase(Locale.ROOT).startsWith("https:"))
                .isPresent();
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, FIRST);
    }

    private void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        String path = decoded(context.request().path());
        of(path, https).forEach(headers::set);
        if (path.startsWith(LIBRARIES) && !LOADED.contains(path.substring(path.lastIndexOf('/') + 1))) {
            headers.set("Cache-Control", "no-store");
            context.response().setStatusCode(404).end();
            return;
        }
        context.next();
    }

    /** @param https whether the world reaches the service by https */
    static Map<String, String> of(String path, boolean https) {
        Map<String, String> headers = new TreeMap<>(ALWAYS);
        headers.put("Content-Security-Policy", path.startsWith("/v1/") || path.startsWith("/callbacks/") ? DATA : PAGE);
        if (https) {
            headers.put("Strict-Transport-Security", HSTS);
        }
        if (path.startsWith("/reference/") || path.equals("/favicon.svg")) {
            // Their names stay the same from version to version; those of the libraries do not.
            headers.put("Cache-Control", "no-cache");
        }
        return headers;
    }

    /** However it is spelled; what cannot be decoded is refused later. */
    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return path;
        }
    }
}
