import { groups, POC, ROOT } from './schema';

const anything = '<xs:any namespace="##any" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>';
const foreign = '<xs:any namespace="##other" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>';
const anyAttributes = '<xs:anyAttribute namespace="##any" processContents="skip"/>';

const groupElements = groups
  .map(
    ({ name, child, holds }) =>
      `<xs:element name="${name}" minOccurs="0"><xs:complexType><xs:sequence>` +
      `<xs:element name="${child}" type="${holds}"/>${anything}</xs:sequence>${anyAttributes}</xs:complexType></xs:element>`,
  )
  .join('');

/** The rules of RFC 4354 §6.1 as an XML Schema, for a validator that is not ours. */
export const schemaText =
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${POC}" targetNamespace="${POC}" elementFormDefault="qualified">` +
  '<xs:complexType name="switch"><xs:attribute name="active" type="xs:boolean" use="required"/></xs:complexType>' +
  '<xs:simpleType name="mode"><xs:restriction base="xs:token">' +
  '<xs:enumeration value="automatic"/><xs:enumeration value="manual"/></xs:restriction></xs:simpleType>' +
  `<xs:element name="${ROOT}"><xs:complexType><xs:sequence>` +
  '<xs:element name="entity" minOccurs="0" maxOccurs="unbounded"><xs:complexType>' +
  `<xs:sequence>${groupElements}${foreign}</xs:sequence><xs:attribute name="id" type="xs:string" use="required"/>${anyAttributes}` +
  `</xs:complexType></xs:element>${foreign}</xs:sequence>${anyAttributes}</xs:complexType></xs:element></xs:schema>`;
