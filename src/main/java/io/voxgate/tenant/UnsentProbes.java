package io.voxgate.tenant;

import io.quarkus.arc.DefaultBean;
import io.voxgate.vendor.HttpCall;
import jakarta.inject.Singleton;

/** Stands in where nothing can send. */
@DefaultBean
@Singleton
public class UnsentProbes implements ProbeSender {
    @Override
    public Sent send(String vendor, HttpCall call) {
        return new Sent.NoReply("This installation sends nothing to vendors.");
    }
}
