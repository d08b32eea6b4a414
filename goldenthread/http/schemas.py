"""Schemas: what a body may hold, described as strictly as it is read."""

from collections.abc import Iterator

import msgspec
from litestar._openapi.schema_generation import SchemaCreator  # what the plugin's own signature names
from litestar._openapi.schema_generation.plugins.struct import StructSchemaPlugin
from litestar.openapi.spec import OpenAPIType, Schema
from litestar.typing import FieldDefinition


class StrictStructs(StructSchemaPlugin):
    """Describes a struct: where it lets no unknown field in, so does its schema; and how long an optional text is."""

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: SchemaCreator) -> Schema:
        made = super().to_openapi_schema(field_definition, schema_creator)
        kind = msgspec.inspect.type_info(field_definition.type_)
        if not isinstance(kind, msgspec.inspect.StructType):
            return made
        if kind.forbid_unknown_fields:
            made.additional_properties = False
        for field in kind.fields:
            for text, said in optional(field, made):
                said.min_length, said.max_length = text.min_length, text.max_length
        return made


def optional(field: msgspec.inspect.Field, made: Schema) -> Iterator[tuple[msgspec.inspect.StrType, Schema]]:
    """Yield the text that a field may be or not be, with its part of the schema."""
    said = (made.properties or {}).get(field.encode_name)
    kind = field.type.type if isinstance(field.type, msgspec.inspect.Metadata) else field.type
    if not isinstance(kind, msgspec.inspect.UnionType) or not isinstance(said, Schema):
        return
    texts = [one for one in kind.types if isinstance(one, msgspec.inspect.StrType)]
    parts = [one for one in said.one_of or () if isinstance(one, Schema) and one.type is OpenAPIType.STRING]
    plain = [one for one in parts if one.format is None and one.enum is None]
    if len(texts) == 1 and len(plain) == 1:
        yield texts[0], plain[0]
