package io.voxgate.api.portal;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.api.http.ClassPathFolder;
import io.voxgate.api.http.ServedFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The portal: its one page at every address that it has, and the files that the page loads, compressed by the build.
 * Names of those files change with their content, so that a browser keeps them for good.
 */
@ApplicationScoped
public class PortalFiles {
    private static final String PAGE = "index.html";
    private static final String FOLDER = "portal";
    private static final String ASSETS = "/assets/";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String COMPRESSED = ".gz";
    private static final String WEIGHED = "gzip;q=";
    private static final String REFERENCE = "/reference/";

    /** Where the portal's own addresses begin (src/main/webui/src/app/router.tsx); each is answered by the page. */
    private static final List<String> ADDRESSES = List.of(
            "/templates",
            "/sessions",
            "/connections",
            "/credentials",
            "/vendors",
            "/webhooks",
            "/usage",
            "/keys",
            "/audit",
            "/import",
            "/tenants");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8", "js", "text/javascript;charset=UTF-8", "css", "text/css;charset=UTF-8");

    private final Map<String, ServedFile> served = new TreeMap<>();

    void write(@Observes StartupEvent start) throws IOException {
        ClassLoader loader = PortalFiles.class.getClassLoader();
        serve("/", ClassPathFolder.files(loader, FOLDER));
        serve(ASSETS, ClassPathFolder.files(loader, FOLDER + "/assets"));
    }

    private void serve(String folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String plain = file.getKey().replace(COMPRESSED, "");
            String type = TYPES.get(plain.substring(plain.lastIndexOf('.') + 1));
            if (type != null) {
                served.put(folder + file.getKey(), ServedFile.of(file.getValue(), type));
            }
        }
    }

    void remove(@Observes ShutdownEvent stop) throws IOException {
        for (ServedFile file : served.values()) {
            file.delete();
        }
    }

    void register(@Observes Router router) {
        router.get("/").handler(this::page);
        router.head("/").handler(this::page);
        router.get("/" + PAGE).handler(this::page);
        for (String address : ADDRESSES) {
            router.get(address).handler(this::page);
            router.get(address + "/*").handler(this::page);
        }
        router.get(ASSETS + ":file").handler(this::asset);
        router.get("/reference").handler(PortalFiles::withSlash);
    }

    private void page(RoutingContext context) {
        ServedFile page = fitting(context, "/" + PAGE);
        if (page == null) {
            // A build without the portal still has the reference.
            toReference(context);
            return;
        }
        page.answer(context, ServedFile.ASK_AGAIN);
    }

    private void asset(RoutingContext context) {
        ServedFile file = fitting(context, ASSETS + context.pathParam("file"));
        if (file == null) {
            context.next();
            return;
        }
        file.answer(context, FOR_GOOD);
    }

    /** The compressed form where the browser takes it and the build made one. */
    private @Nullable ServedFile fitting(RoutingContext context, String path) {
        ServedFile plain = served.get(path);
        ServedFile compressed = served.get(path + COMPRESSED);
        if (plain == null || compressed == null) {
            return plain;
        }
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!takesGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            return plain;
        }
        context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        return compressed;
    }

    static boolean takesGzip(@Nullable String given) {
        return Optional.ofNullable(given).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.equals("gzip") || (coding.startsWith(WEIGHED) && weight(coding) > 0));
    }

    /** What cannot be read is no wish for it. */
    private static double weight(String coding) {
        try {
            return Double.parseDouble(coding.substring(WEIGHED.length()));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** The router takes an address with a slash at its end for the one without. */
    private static void withSlash(RoutingContext context) {
        if (context.request().path().endsWith("/")) {
            context.next();
        } else {
            toReference(context);
        }
    }

    private static void toReference(RoutingContext context) {
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, REFERENCE)
                .end();
    }
}
