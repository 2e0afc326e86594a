package io.voxgate.api.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.voxgate.config.ListenSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The portal's cookies, and whether the request that carries one was made by a page of this service: a browser sends
 * cookies along whoever asked for the request.
 */
@ApplicationScoped
public class PortalCookies {
    /** What the portal's own scripts send where a browser does not say from where a request comes. */
    public static final String OWN_HEADER = "X-Voxgate-Portal";

    private static final String SESSION = "voxgate-session";
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String FORWARDED_SCHEME = "X-Forwarded-Proto";
    private static final String HTTPS = "https";
    private static final String AFTER_SCHEME = "://";
    /** A browser takes a cookie of such a name from https alone, of this one host, for all its paths. */
    private static final String HOST_PREFIX = "__Host-";

    private final Optional<String> publicUrl;

    public PortalCookies(ListenSettings settings) {
        this.publicUrl = settings.publicUrl().map(url -> url.toLowerCase(Locale.ROOT));
    }

    /** The session of a request that a page of this service made; of all others no cookie is looked at. */
    public Optional<String> session(HttpServerRequest request) {
        return ownPage(request) ? value(request, SESSION) : Optional.empty();
    }

    /** The line that makes a browser keep a session until it is closed. */
    public String keepSession(HttpServerRequest request, String sealed) {
        return line(request, SESSION, sealed, "Strict");
    }

    public String forgetSession(HttpServerRequest request) {
        return line(request, SESSION, "", "Strict") + "; Max-Age=0";
    }

    /** A cookie that comes back with a person from the issuer, which is another site. */
    public String keepForReturn(HttpServerRequest request, String name, String sealed, Duration longest) {
        return line(request, name, sealed, "Lax") + "; Max-Age=" + longest.toSeconds();
    }

    /** What {@link #keepForReturn} kept. */
    public Optional<String> value(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(name(request, name)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    private static String attributes(String sameSite, boolean secure) {
        return "; Path=/; HttpOnly; SameSite=" + sameSite + (secure ? "; Secure" : "");
    }

    private String line(HttpServerRequest request, String name, String value, String sameSite) {
        return name(request, name) + "=" + value + attributes(sameSite, https(request));
    }

    private String name(HttpServerRequest request, String name) {
        return https(request) ? HOST_PREFIX + name : name;
    }

    /**
     * Whether a page of this service made the request: the browser says so or, where it says nothing (over http, by
     * another name than localhost), a header that no other site's page can send without being allowed to, which none
     * is.
     */
    public boolean ownPage(HttpServerRequest request) {
        List<String> sites = request.headers().getAll(FETCH_SITE);
        boolean own = sites.isEmpty() ? request.headers().contains(OWN_HEADER) : sites.equals(List.of("same-origin"));
        return own
                && request.headers().getAll(HttpHeaders.ORIGIN).stream()
                        .allMatch(origin -> ownHost(request, afterScheme(origin)));
    }

    private boolean ownHost(HttpServerRequest request, String host) {
        return host.equalsIgnoreCase(host(request))
                || publicUrl
                        .filter(url -> host.equalsIgnoreCase(publicHost(url)))
                        .isPresent();
    }

    /** Whether the browser came by https, as far as can be known behind a proxy. */
    public boolean https(HttpServerRequest request) {
        return request.isSSL()
                || HTTPS.equalsIgnoreCase(request.getHeader(FORWARDED_SCHEME))
                || Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN))
                        .filter(origin -> origin.startsWith(HTTPS + AFTER_SCHEME))
                        .isPresent()
                || publicUrl
                        .filter(url -> url.startsWith(HTTPS + AFTER_SCHEME))
                        .filter(url -> publicHost(url).equalsIgnoreCase(host(request)))
                        .isPresent();
    }

    /** Where the browser reached the service: scheme, host and port. */
    public String origin(HttpServerRequest request) {
        return (https(request) ? HTTPS : "http") + AFTER_SCHEME + host(request);
    }

    private static String host(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.HOST)).orElse("");
    }

    private static String publicHost(String url) {
        String rest = afterScheme(url);
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static String afterScheme(String url) {
        int at = url.indexOf(AFTER_SCHEME);
        return at < 0 ? url : url.substring(at + AFTER_SCHEME.length());
    }
}
