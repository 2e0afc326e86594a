package io.voxgate.testkit;

import java.net.URI;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The management port of the service under test. */
public final class Management {
    private Management() {}

    public static URI url(String path) {
        Config config = ConfigProvider.getConfig();
        return URI.create("http://localhost:" + config.getValue("quarkus.management.test-port", Integer.class) + path);
    }
}
