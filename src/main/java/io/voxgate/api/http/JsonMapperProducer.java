package io.voxgate.api.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.voxgate.json.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The mapper that writes responses. */
@Singleton
public final class JsonMapperProducer {
    @Produces
    @Singleton
    ObjectMapper responses() {
        return Json.MAPPER
                .rebuild()
                .addModules(new JavaTimeModule(), new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }
}
