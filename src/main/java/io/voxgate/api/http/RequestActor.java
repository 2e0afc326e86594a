package io.voxgate.api.http;

import io.quarkus.arc.Arc;
import io.voxgate.database.Actor;
import io.voxgate.database.ActorProvider;
import io.voxgate.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** The sender of the request that is being answered; outside a request it is Voxgate's own work. */
@ApplicationScoped
public class RequestActor implements ActorProvider {
    private final CurrentCaller current;

    public RequestActor(CurrentCaller current) {
        this.current = current;
    }

    @Override
    public Actor actor() {
        return Arc.container().requestContext().isActive()
                ? current.known().map(this::actor).orElse(Actor.VOXGATE)
                : Actor.VOXGATE;
    }

    private Actor actor(Caller caller) {
        return new Actor(caller.kind().name().toLowerCase(Locale.ROOT), caller.id(), current.requestId());
    }
}
