package io.voxgate.api.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.model.Problem;
import io.voxgate.model.SessionDiagnosis;
import io.voxgate.retention.RetentionTable;
import io.voxgate.session.SessionDiagnoses;
import io.voxgate.session.store.SessionTable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why a session is not as it should be. */
@Path("/v1/sessions/{id}/diagnosis")
@Tag(name = "Sessions")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class DiagnosisResource {
    private final SessionTable sessions;
    private final SessionDiagnoses diagnoses;
    private final RetentionTable retention;
    private final CurrentCaller caller;

    public DiagnosisResource(
            SessionTable sessions, SessionDiagnoses diagnoses, RetentionTable retention, CurrentCaller caller) {
        this.sessions = sessions;
        this.diagnoses = diagnoses;
        this.retention = retention;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getDiagnosis", summary = "Why a session is not as it should be", description = """
            How far the session came, stage by stage, what is missing, and the likely causes, the likeliest first. It \
            is made from Voxgate's own records alone: no vendor is called, nothing is changed, and the same records always \
            give the same answer. What a vendor reports nothing of, or what was deleted since the tenant \
            keeps it no longer, is notReported and never counts as missing. A running \
            session in which the agent is not there after 20 seconds, or is silent for 7 seconds where it should speak \
            (5 after a fault was reported), is stalled; the event session.stalled says so once.""")
    public SessionDiagnosis diagnosis(@PathParam("id") String id) {
        return sessions.find(caller.tenant(), id)
                .map(row -> diagnoses.of(
                        row, !retention.gone(row.tenantId(), row.id()).words()))
                .orElseThrow(() -> Problem.notFound("There is no session " + id + "."));
    }
}
