package io.voxgate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.Json;
import io.voxgate.adapter.VendorAdapter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** What is not ours to annotate, for the container. */
@Singleton
public final class Beans {
    @Produces
    @Singleton
    Settings settings(Config config) {
        return Settings.read(name -> config.getOptionalValue(name, String.class));
    }

    /** Two adapters with one id stop the start-up. */
    @Produces
    @Singleton
    @Startup
    AdapterRegistry adapters(@All List<VendorAdapter> adapters) {
        return new AdapterRegistry(adapters);
    }

    @Produces
    @Singleton
    ObjectMapper answers() {
        return Json.MAPPER.rebuild()
                .addModules(new JavaTimeModule(), new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }
}
