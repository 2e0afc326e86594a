package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.cli.ApiClient.ApiReply;
import io.voxgate.cli.Manifest.Complaint;
import io.voxgate.cli.PlannedChange.ChangeAction;
import io.voxgate.json.Json;
import io.voxgate.template.Difference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a folder with what a gateway has, and asks it whether it would take what differs. Changes nothing. */
final class ChangePlanner {
    private final ApiClient api;

    ChangePlanner(ApiClient api) {
        this.api = api;
    }

    /** @throws ApiFailure when the gateway does not answer, or not to this key */
    PlannedChange step(Manifest declared) {
        ApiReply stored = api.find(declared.kind().path(declared.name()));
        if (stored.refused() && stored.status() != 404) {
            throw new ApiFailure(stored.status(), stored.problem());
        }
        Optional<String> etag = stored.refused() ? Optional.empty() : stored.etag();
        ObjectNode before = stored.refused() ? Json.object() : declared.kind().body(stored.body());
        List<Difference> changes = Difference.between(before, declared.kind().body(declared.body()));
        if (etag.isEmpty() && declared.kind() == ResourceKind.CONNECTION) {
            Complaint why = declared.complaint(
                    "",
                    "The connection is new, and its secrets have no place in a folder. Make it once with them: PUT /v1/connections/"
                            + declared.name() + " with credentials; from then on apply keeps them.");
            return new PlannedChange(declared, etag, ChangeAction.REFUSED, List.of(), Optional.empty(), List.of(why));
        }
        return rehearsed(declared, etag, stored.body(), changes);
    }

    /** The gateway itself says whether it would take it, and of a template what each vendor would make of it. */
    private PlannedChange rehearsed(
            Manifest declared, Optional<String> etag, JsonNode stored, List<Difference> changes) {
        ApiReply answer = api.put(declared.kind().path(declared.name()) + "?validateOnly=true", declared.body(), etag);
        if (answer.refused()) {
            return new PlannedChange(
                    declared, etag, ChangeAction.REFUSED, List.of(), Optional.empty(), complaints(declared, answer));
        }
        boolean draft = declared.kind() == ResourceKind.TEMPLATE
                && !stored.path("published").asBoolean();
        ChangeAction action = etag.isEmpty()
                ? ChangeAction.CREATE
                : !changes.isEmpty() ? ChangeAction.CHANGE : draft ? ChangeAction.PUBLISH : ChangeAction.UNCHANGED;
        return new PlannedChange(declared, etag, action, changes, Optional.of(answer), List.of());
    }

    /** A refusal in the terms of the file. */
    static List<Complaint> complaints(Manifest declared, ApiReply answer) {
        if (answer.status() == 412) {
            return List.of(declared.complaint(
                    "", "It was changed by someone else meanwhile. Run this again to see the new plan."));
        }
        List<Complaint> complaints = new ArrayList<>();
        answer.body()
                .path("errors")
                .forEach(error -> complaints.add(declared.complaint(
                        error.path("pointer").asText(), error.path("detail").asText())));
        return complaints.isEmpty() ? List.of(declared.complaint("", answer.problem())) : complaints;
    }

    /** The names of a kind that the gateway has. */
    List<String> names(ResourceKind kind) {
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.get("v1/" + kind.folder() + "?pageSize=200"
                    + (token.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
            page.path("items").forEach(item -> names.add(item.path("name").asText()));
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty());
        return names;
    }
}
