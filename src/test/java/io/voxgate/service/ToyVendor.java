package io.voxgate.service;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.toy.ToyAdapter;
import io.voxgate.toy.sandbox.ToySimulator;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** A fourth vendor: two beans, and nothing else. */
@Singleton
public final class ToyVendor {
    private static final String SWITCH = "tests.toy.vendor";

    /** The service with the fourth vendor in it. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(SWITCH, "true");
        }
    }

    @Produces
    @Singleton
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    VendorAdapter adapter() {
        return new ToyAdapter();
    }

    @Produces
    @Singleton
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    Simulator simulator(SandboxWorld world) {
        return new ToySimulator(world);
    }
}
