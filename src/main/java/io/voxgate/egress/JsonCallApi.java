package io.voxgate.egress;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** One URL that takes and gives JSON. The answer is a stream, so that its reader bounds it. */
@Path("")
@RegisterRestClient(baseUri = "https://unused.invalid")
public interface JsonCallApi {

    @GET
    InputStream get();

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    InputStream post(JsonNode body);
}
