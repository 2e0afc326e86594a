package io.voxgate.connection;

import io.quarkus.runtime.LaunchMode;
import io.voxgate.config.ListenSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Where this service itself can be reached. */
@ApplicationScoped
public class ServiceUrls {
    private static final Set<String> ANY_OR_LOCAL = Set.of("", "0.0.0.0", "::", "localhost");

    private final ListenSettings settings;
    private final Config config;

    public ServiceUrls(ListenSettings settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    /** The unguessable URL to enter in the vendor's console. */
    public String callback(String vendor, String token) {
        return publicUrl() + "/callbacks/" + vendor + "/" + token;
    }

    /** The address that the world knows; without the setting this machine's own. */
    public String publicUrl() {
        return settings.publicUrl().orElseGet(() -> "http://localhost:" + port());
    }

    /** Whether the address that the world knows is set. */
    boolean hasPublicUrl() {
        return settings.publicUrl().isPresent();
    }

    /** The root of our own port, as it is reached from this machine. */
    public URI own() {
        String host = config.getOptionalValue("quarkus.http.host", String.class).orElse("");
        String reached = ANY_OR_LOCAL.contains(host) ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + reached + ":" + port() + "/");
    }

    /** The simulated vendors: at our own port. */
    public URI sandbox() {
        return own();
    }

    /** The callback URL as the simulated vendors use it: they are on this machine, whatever the world calls us. */
    URI sandboxCallback(String vendor, String token) {
        return sandbox().resolve("callbacks/" + vendor + "/" + token);
    }

    /** The port that is really listened on; read late, because a free one is chosen when the service starts. */
    private int port() {
        String name = LaunchMode.current() == LaunchMode.TEST ? "quarkus.http.test-port" : "quarkus.http.port";
        return config.getValue(name, Integer.class);
    }
}
