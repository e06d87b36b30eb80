package web

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// reference is the description of the API for people.
type reference struct {
	About      string
	Operations []operation
	Types      []typeShown
}

// operation is one thing programs can ask.
type operation struct {
	*huma.Operation
	Body   *huma.Schema // nil if it takes none
	Result *huma.Schema // nil if it gives no JSON
}

// typeShown is a type with its fields.
type typeShown struct {
	Name   string
	Fields []field
}

type field struct {
	Name, Doc string
	Schema    *huma.Schema
	Required  bool
}

// reference shows the API, as its OpenAPI description has it.
func (s *Server) reference(*http.Request) (frame, error) {
	doc := s.api.OpenAPI()
	ref := reference{About: doc.Info.Description}
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		item := doc.Paths[path]
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op != nil {
				ref.Operations = append(ref.Operations, operation{op, requestSchema(op), responseSchema(op)})
			}
		}
	}
	schemas := doc.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		ref.Types = append(ref.Types, typeShown{name, fields(schemas[name])})
	}
	return frame{Title: "API", Section: "api", Data: ref}, nil
}

func requestSchema(op *huma.Operation) *huma.Schema {
	if op.RequestBody == nil {
		return nil
	}
	return jsonSchema(op.RequestBody.Content)
}

func responseSchema(op *huma.Operation) *huma.Schema {
	if ok := op.Responses["200"]; ok != nil {
		return jsonSchema(ok.Content)
	}
	return nil
}

func jsonSchema(content map[string]*huma.MediaType) *huma.Schema {
	if m := content["application/json"]; m != nil {
		return m.Schema
	}
	return nil
}

func fields(s *huma.Schema) []field {
	var out []field
	for name, schema := range s.Properties {
		out = append(out, field{name, schema.Description, schema, slices.Contains(s.Required, name)})
	}
	slices.SortFunc(out, func(a, b field) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// typeName writes a schema as people write types: "Point[]", "string".
func typeName(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return refName(s.Ref)
	case s.Items != nil:
		return typeName(s.Items) + "[]"
	}
	if values, ok := s.AdditionalProperties.(*huma.Schema); ok {
		return "{string: " + typeName(values) + "}"
	}
	return s.Type
}

// typeLink is the name of the type that a schema leads to, "" if it is a plain one.
func typeLink(s *huma.Schema) string {
	for s != nil && s.Items != nil {
		s = s.Items
	}
	if s == nil {
		return ""
	}
	return refName(s.Ref)
}

func refName(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }
