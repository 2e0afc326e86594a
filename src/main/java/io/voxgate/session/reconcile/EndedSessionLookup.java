package io.voxgate.session.reconcile;

import io.voxgate.database.Database;
import io.voxgate.json.Json;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.LateLookup;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Looks up one session that is over: fetches what the vendor reports only afterwards, and finds what a slow vendor
 * still began.
 */
@ApplicationScoped
class EndedSessionLookup {
    private final Database database;
    private final VendorClient calls;
    private final LookupRunner lookups;
    private final SessionRepository repository;
    private final PostCallCollector postCall;
    private final UnsettledSessions unsettledSessions;

    EndedSessionLookup(
            Database database,
            VendorClient calls,
            LookupRunner lookups,
            SessionRepository repository,
            PostCallCollector postCall,
            UnsettledSessions unsettledSessions) {
        this.database = database;
        this.calls = calls;
        this.lookups = lookups;
        this.repository = repository;
        this.postCall = postCall;
        this.unsettledSessions = unsettledSessions;
    }

    void lookUp(Session session) {
        Optional<VendorConnection> vendor =
                calls.connection(session.tenantId(), session.row().start().connection());
        boolean late =
                vendor.filter(found -> !found.info().reporting().afterwards()).isPresent()
                        || session.row().state().vendorSessionId().isEmpty();
        if (late) {
            lookUpLate(vendor.filter(found -> found.adapter().foundByOwnId()), session);
        } else {
            postCall.ask(session);
        }
    }

    /** What a slow vendor began after its session was over is stopped by nothing else. */
    private void lookUpLate(Optional<VendorConnection> vendor, Session session) {
        Session known = vendor.map(
                        found -> unsettledSessions.calledBack(found, session).session())
                .orElse(session);
        if (!known.row().state().vendorSessionId().equals(session.row().state().vendorSessionId())) {
            return; // it had begun, and what called back since shows how it went
        }
        LookupRunner.LookupResult result = vendor.map(
                        found -> lookups.lookUp(found, session.withoutHandle(), lookups.questions(found), List.of()))
                .orElseGet(LookupRunner.LookupResult.Absent::new);
        if (result instanceof LookupRunner.LookupResult.Found found
                && !found.session().status().terminal()
                && !session.row()
                        .state()
                        .vendorSessionId()
                        .equals(Optional.of(found.session().vendorSessionId()))) {
            database.tenant(
                    session.tenantId(),
                    tx -> repository.adopt(
                            tx,
                            session.id(),
                            vendor.orElseThrow().handle(found.session().vendorSessionId()),
                            update -> update.endLookups(Optional.empty())));
            return;
        }
        int lookupCount = session.row().state().lookup().count() + 1;
        repository.change(session.tenantId(), session.id(), update -> {
            if (vendor.isPresent() && LateLookup.again(lookupCount)) {
                update.askAfterwards(LateLookup.pause(lookupCount), Json.object());
            } else {
                update.endLookups(Optional.empty());
            }
        });
    }
}
