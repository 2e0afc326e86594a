package io.voxgate.api.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Writes stored things as YAML that a person would write: long texts as blocks, quotes only where a word would be read
 * as something else. It is one for all objects, because the framework does not look for the writers of an interface
 * when an answer comes with its headers.
 */
@Provider
@Produces({MediaTypes.YAML, MediaTypes.X_YAML})
public class YamlWriter implements MessageBodyWriter<Object> {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build();

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return YamlForm.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Object form,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(text((YamlForm) form));
    }

    static byte[] text(YamlForm form) throws IOException {
        return MAPPER.writeValueAsBytes(form.yamlForm());
    }
}
